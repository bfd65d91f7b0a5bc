// For each error: what happened, and what to do now.
import type { ErrorTexts } from './types.ts';

export const errorsEn: ErrorTexts = {
  'invalid-argument': {
    title: 'This photo could not be taken in',
    advice: 'Choose the photo file once more.',
  },
  'empty-file': {
    title: 'The file is empty',
    advice: 'Saving or copying may have stopped half-way. Choose the original photo again.',
  },
  'unsupported-format': {
    title: 'This kind of file cannot be read',
    advice: 'Choose a photo in JPEG or PNG format.',
  },
  'corrupt-image': {
    title: 'The photo is damaged',
    advice: 'Choose another photo, or copy the original again.',
  },
  'truncated-image': {
    title: 'The photo is cut off half-way',
    advice: 'A copy or download may not have finished. Choose the original photo again.',
  },
  'image-too-large': {
    title: 'The photo is too large',
    advice: 'Photos of up to 64 megapixels and 64 MB work. Make it smaller and try again.',
  },
  'out-of-memory': {
    title: 'There was not enough memory',
    advice: 'Close other apps or tabs, then try again.',
  },
  'invalid-manifest': {
    title: 'The analysis could not get ready',
    advice: 'The list of analysis data is not valid. Please tell whoever runs this page.',
  },
  'missing-model': {
    title: 'The analysis could not get ready',
    advice: 'Some analysis data is missing. Please tell whoever runs this page.',
  },
  'model-hash-mismatch': {
    title: 'The analysis could not get ready',
    advice:
      'The analysis data is not what it should be. If reloading the page does not help, please tell whoever runs it.',
  },
  'corrupt-model': {
    title: 'The analysis could not get ready',
    advice: 'The analysis data is damaged. If reloading the page does not help, please tell whoever runs it.',
  },
  'unsupported-operator': {
    title: 'The analysis could not get ready',
    advice: 'The analysis data does not fit this version of the page. Reload the page.',
  },
  'wrong-state': {
    title: 'The analysis could not go on',
    advice: 'Please try again.',
  },
  internal: {
    title: 'Something went wrong during the analysis',
    advice: 'Please try again. If it happens once more, use another photo.',
  },
  network: {
    title: 'The analysis data could not be loaded',
    advice: 'Check the connection and try again.',
  },
  'engine-failed': {
    title: 'The analysis stopped half-way',
    advice: 'It has been started afresh. Please try again.',
  },
  'unsupported-browser': {
    title: 'This browser cannot run the analysis',
    advice: 'Use a current version of Chrome, Edge, Safari or Firefox.',
  },
  disposed: {
    title: 'The analysis had been shut down',
    advice: 'Please try again.',
  },
};
