// Every failure is a SelinetError with a code from one table, so that a caller can branch on the code,
// show the message, and log the detail.

/** What each code means and what to do about it. Codes are stable; sentences may improve. */
export const errorCodes = {
  'invalid-argument':
    'The call is wrong: an option or a photo of a kind that is not supported. Correct the call.',
  'empty-file': 'The photo has no bytes. Choose another file.',
  'unsupported-format': 'Not a picture, or a format that cannot be read here. Convert it to JPEG or PNG.',
  'corrupt-image': 'The picture is damaged. Choose another copy.',
  'truncated-image': 'The file ends before its picture does. Copy or download it again.',
  'image-too-large': 'More than 64 megapixels or 64 MiB. Make the picture smaller.',
  'out-of-memory': 'The device has too little free memory. Close other pages and try again.',
  'invalid-manifest': 'models/manifest.json is not what it should be. Deploy the package again.',
  'missing-model': 'The manifest lacks a model file that the analysis needs. Deploy the package again.',
  'model-hash-mismatch':
    'A model file has other bytes than the manifest says. Deploy the package again, empty caches.',
  'corrupt-model': 'A model file is cut off or damaged. Deploy the package again, empty caches.',
  'unsupported-operator':
    'A model file needs an operator that this engine does not have. Use matching versions.',
  'wrong-state': 'A call out of order inside the package. Please report it.',
  internal: 'A defect of the engine. Please report it.',
  aborted: 'The caller gave up through its AbortSignal.',
  network: 'A file could not be fetched or read; the message names it. Check the address and the connection.',
  'engine-failed':
    'The engine stopped unexpectedly, or its files are of different versions. The next call starts afresh.',
  'unsupported-browser':
    'The browser lacks something essential, such as WebAssembly SIMD. Update the browser.',
  disposed: 'The analyser was disposed of. Create a new one.',
} as const;

/** Stable name of a kind of failure. */
export type ErrorCode = keyof typeof errorCodes;

/** True for the spelling of a known code. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}

/** What may accompany an error. */
export interface ErrorParticulars {
  /** Technical particulars for a log. */
  detail?: string;
  /** Name of the photo. */
  photo?: string | undefined;
  /** What was caught. */
  cause?: unknown;
}

/** The only kind of error that this package throws or rejects with. */
export class SelinetError extends Error {
  /** Kind of failure; see `errorCodes`. */
  readonly code: ErrorCode;
  /** Technical particulars for a log; may be empty. */
  readonly detail: string;
  /** Name of the photo, where there is one and its name is known. */
  readonly photo?: string;

  constructor(code: ErrorCode, message: string, particulars: ErrorParticulars = {}) {
    super(message, particulars.cause === undefined ? undefined : { cause: particulars.cause });
    this.name = 'SelinetError';
    this.code = code;
    this.detail = particulars.detail ?? '';
    if (particulars.photo !== undefined) this.photo = particulars.photo;
  }
}

/** The text of anything that was thrown. */
export function textOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
