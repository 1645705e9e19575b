// Understands how large a piece of evidence may be, and what reading it may cost.

/** Bytes of one uploaded file: what phones and scanners make, with room. */
export const UPLOAD_BYTES_MAX = 10 * 1024 * 1024;
/** Bytes of the file as it is kept; an image written anew may be larger than it came. */
export const KEPT_BYTES_MAX = 40 * 1024 * 1024;
/** Pixels of one image: width times height. */
export const IMAGE_PIXELS_MAX = 50_000_000;
/** Pages of one PDF document. */
export const PDF_PAGES_MAX = 50;

/** Wall time that reading one file may take. */
export const READ_MS_MAX = 20_000;
/** JavaScript heap of the process that reads files, in MiB. */
export const READER_HEAP_MIB = 256;
/** Memory of that process altogether, in MiB: 50 million pixels decoded and encoded, with room. */
export const READER_MEMORY_MIB = 900;
/** Files that may wait for the reader; more are asked to come back later. */
export const QUEUE_MAX = 16;
/** After so many files the reader is replaced, so that nothing of one file reaches many others. */
export const FILES_PER_READER_MAX = 50;
