// Understands how large a piece of evidence may be, and what reading it may cost.

const MIB = 1024 * 1024;

/** Bytes of one uploaded image or document: what phones and scanners make, with room. */
export const UPLOAD_BYTES_MAX = 10 * MIB;
/** Bytes of one uploaded video: about 20 seconds as phones record. */
export const VIDEO_BYTES_MAX = 32 * MIB;
/** Uploads that one process holds in memory at a time; more are asked to come back later. */
export const UPLOADS_AT_ONCE_MAX = 8;
/** Bytes of the file as it is kept; an image written anew may be larger than it came. */
export const KEPT_BYTES_MAX = 40 * MIB;
/** Pixels of one image: width times height. */
export const IMAGE_PIXELS_MAX = 50_000_000;
/** Frames of one image; only the first is kept. */
export const FRAMES_MAX = 1_000;
/** Pages of one PDF document. */
export const PDF_PAGES_MAX = 50;

/** Boxes of one video, and how deep they may nest. */
export const VIDEO_BOXES_MAX = 2_000;
export const VIDEO_DEPTH_MAX = 8;
/** Tracks of one video, and samples of all of them: half an hour of picture and sound. */
export const VIDEO_TRACKS_MAX = 16;
export const VIDEO_SAMPLES_MAX = 200_000;

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
