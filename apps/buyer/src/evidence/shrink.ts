// Understands how a photo is made small enough to send: no side above 2,048 pixels, no file above 2 MiB, upright as it was taken.

export const SIDE_MAX = 2_048;
export const BYTES_MAX = 2 * 1_024 * 1_024;
/** Tried in this order until the file is small enough. */
const QUALITIES = [0.86, 0.76, 0.64, 0.5] as const;
/** A picture that no quality makes small enough is made smaller itself. */
const SMALLER = 0.75;
const SIDE_MIN = 320;
const JPEG = "image/jpeg";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The same shape with no side above `sideMax`; never larger than it was. */
export function fitted({ width, height }: Size, sideMax: number = SIDE_MAX): Size {
  const longest = Math.max(width, height);
  if (longest <= sideMax) return { width, height };
  const share = sideMax / longest;
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/** A picture that was read, and can be written again in another size. */
export interface Picture {
  readonly size: Size;
  jpeg(size: Size, quality: number): Promise<Blob>;
  close(): void;
}

/** Reads a picture in the browser, turned as its camera says; null for what the browser cannot read, such as HEIC in most. */
async function readPicture(file: Blob): Promise<Picture | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (bitmap === null) return null;
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d");
  if (paper === null) return null;
  return {
    size: { width: bitmap.width, height: bitmap.height },
    close: () => bitmap.close(),
    jpeg: (size, quality) =>
      new Promise((resolve, reject) => {
        canvas.width = size.width;
        canvas.height = size.height;
        // What was transparent becomes white, and not black.
        paper.fillStyle = "white";
        paper.fillRect(0, 0, size.width, size.height);
        paper.drawImage(bitmap, 0, 0, size.width, size.height);
        canvas.toBlob(
          (blob) => (blob === null ? reject(new Error("the browser wrote no picture")) : resolve(blob)),
          JPEG,
          quality,
        );
      }),
  };
}

/** The first writing that is small enough; the smallest of all where none is. */
async function smallEnough(picture: Picture): Promise<Blob> {
  let last: Blob | null = null;
  for (let side = SIDE_MAX; side >= SIDE_MIN; side *= SMALLER) {
    for (const quality of QUALITIES) {
      last = await picture.jpeg(fitted(picture.size, side), quality);
      if (last.size <= BYTES_MAX) return last;
    }
  }
  if (last === null) throw new Error("a picture was never written");
  return last;
}

/**
 * The file as it is sent. What is small enough goes as it is, with the time that its camera wrote into it; so does what is no
 * picture, and what the browser cannot read: the server can.
 */
export async function shrink(file: Blob, read: (file: Blob) => Promise<Picture | null> = readPicture): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  const picture = await read(file);
  if (picture === null) return file;
  try {
    const { width, height } = picture.size;
    if (file.size <= BYTES_MAX && Math.max(width, height) <= SIDE_MAX) return file;
    return await smallEnough(picture);
  } finally {
    picture.close();
  }
}
