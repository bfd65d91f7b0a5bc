// English. Has exactly the keys of the Japanese catalogue (its type says so).
import { emotionsEn } from './emotions-en.ts';
import { errorsEn } from './errors-en.ts';
import type { Messages } from './types.ts';

const photos = (count: string) => (count === '1' ? '1 photo' : `${count} photos`);
const people = (count: string) => (count === '1' ? '1 person' : `${count} people`);

export const en: Messages = {
  title: 'SeLiNet – expressions and mood in photos, on your device only',
  description:
    'Reads the apparent emotions of the people in a photo, its mood and its quality as a picture, on your device only. Photos are never sent anywhere.',
  promise: 'Photos never leave this device',

  header: {
    about: 'About this page',
    settings: 'Settings',
    toOtherLanguage: '日本語に切り替える',
    otherLanguage: '日本語',
    theme: (name) => `Colours: ${name}`,
  },

  start: {
    heading: 'See the expressions and the mood in a photo',
    lead: 'For each person, the emotions that show; for the photo, its mood and its quality. All as numbers.',
    choose: 'Choose photos',
    camera: 'Take a photo',
    hint: 'You can also drag photos here, or paste them',
    formats: 'JPEG, PNG and more. Choose several at once',
    notes: [
      {
        title: 'Works on this device only',
        text: 'Neither photos nor results are sent anywhere. Close the page and they are gone.',
      },
      {
        title: 'Shows what is apparent',
        text: 'An impression from face, posture and surroundings. It does not tell what a person feels inside.',
      },
      {
        title: 'Identifies nobody',
        text: 'Faces are neither matched nor stored. Who is in the photo is never looked up.',
      },
    ],
  },

  photos: {
    listLabel: 'Photos',
    add: 'Add photos',
    addShort: 'Add',
    camera: 'Take a photo with the camera',
    cameraShort: 'Camera',
    dropHere: 'Drop to add',
    pastedName: 'Pasted photo',
    summary: (done, all) => `${done} of ${all} done`,
    states: {
      waiting: 'waiting',
      running: 'in progress',
      done: 'done',
      error: 'error',
      cancelled: 'cancelled',
    },
    itemLabel: (name, position, all, state) => `${name}, ${position} of ${all}, ${state}`,
    remove: 'Remove this photo',
    removeAll: 'Remove all',
    alt: (name) => `Photo to analyse: ${name}`,
    cannotShow: 'This photo cannot be displayed',
  },

  progress: {
    heading: 'Analysing',
    preparing: 'Getting ready',
    preparingNote: 'Analysis data is loaded first.',
    bytes: (loaded, all) => `${loaded} of ${all}`,
    steps: {
      decode: 'Reading the photo',
      detect: 'Looking for people',
      scene: 'Taking in the whole scene',
      person: 'Looking at expressions',
    },
    person: (position, all) => `Person ${position} / ${all}`,
    waiting: 'Waiting its turn',
    waitingNote: 'Starts by itself after the photos before it.',
    cancel: 'Cancel',
    cancelAll: 'Cancel the rest too',
    cancelled: 'Analysis cancelled',
    cancelledNote: 'You can start it again.',
    retry: 'Analyse again',
    barLabel: 'Progress of the analysis',
  },

  result: {
    tabCount: (count) => count,
    label: 'Results',
    tabPhoto: 'Whole photo',
    tabPeople: 'People',
    people,
    nobody: 'Nobody was found',
    nobodyNote:
      'People seen from behind or very small may be missed. The results for the whole photo are still there.',
    seePhoto: 'See the whole photo’s results',
    choosePerson: 'Choose a frame in the photo to see that person’s result.',
    peopleOff: 'Emotions of single people are hidden',
    peopleOffNote: (count) => `${people(count)} in this photo. You can change this in the settings.`,
    openSettings: 'Open settings',
    apparent: 'An impression from appearance; not necessarily what the person feels.',
  },

  photo: {
    sentiment: 'Overall mood',
    tones: {
      negative: 'A negative mood',
      neutral: 'A neutral mood',
      positive: 'A positive mood',
      mixed: 'A mixed mood',
    },
    evoked: 'What the photo makes one feel',
    aesthetics: 'Picture quality',
    outOfTen: '/ 10',
    chart: 'Ratings',
    chartText: (rows) => `Share of each score: ${rows}`,
    chartRow: (score, share) => `${score}: ${share}`,
    chartLow: '1 low',
    chartHigh: '10 high',
    spread: (deviation) => `Spread ±${deviation}`,
    qualities: {
      light: 'Light',
      composition: 'Composition',
      colour: 'Colour',
      sharpness: 'Sharpness',
    },
    qualityEnds: { low: '1 weak', high: '5 good' },
  },

  person: {
    title: (number) => `Person ${number}`,
    position: (number, all) => `${number} of ${all}`,
    previous: 'Previous person',
    next: 'Next person',
    listLabel: 'People in the photo',
    boxLabel: (number, emotions) => `Person ${number}: ${emotions}`,
    looks: (emotions) => `Appears to show ${emotions}`,
    unclear: 'No emotion shows clearly',
    emotions: 'Apparent emotions',
    appears: 'Appears so',
    certainty: {
      likely: 'likely',
      perhaps: 'perhaps',
      unlikely: 'unlikely',
    },
    showAll: 'Show all 26',
    showFewer: 'Show fewer',
    emotionsNote: 'The line on a bar is where “appears so” begins. Press a name for its meaning.',
    dimensions: 'Three dimensions of mood',
    sentiment: 'Mood of this person',
    detection: (share) => `Certainty that this is a person: ${share}`,
  },

  scales: {
    valence: { name: 'Valence', low: 'Unpleasant', high: 'Pleasant' },
    arousal: { name: 'Arousal', low: 'Calm', high: 'Excited' },
    dominance: { name: 'Dominance', low: 'Yielding', high: 'In control' },
  },

  sentiment: { negative: 'Negative', neutral: 'Neutral', positive: 'Positive' },

  details: {
    heading: 'Details',
    file: 'File',
    size: 'Size',
    pixels: (width, height) => `${width} × ${height} pixels`,
    format: 'Format',
    people: 'People',
    time: 'Time',
    stages: { decode: 'Reading', detect: 'Finding people', scene: 'Whole scene', people: 'People' },
    versions: 'Versions',
    versionText: (engine, variant, models) => `Engine ${engine} (${variant}), models ${models}`,
  },

  warnings: {
    heading: 'About this result',
    texts: { 'small-photo': 'The photo is small, so the result is uncertain.' },
  },

  errors: errorsEn,
  errorHelp: {
    heic: 'This browser cannot open HEIC photos. On an iPhone or iPad, choose Settings > Camera > Formats > Most Compatible to take photos as JPEG.',
    technical: 'Technical information',
    retry: 'Try again',
    others: 'The other photos go on.',
    engineHeading: 'The analysis cannot start',
  },

  emotions: emotionsEn,

  about: {
    heading: 'About this page',
    sections: [
      {
        title: 'What it does',
        items: [
          'Finds the people in a photo and shows the apparent emotions of each in 26 categories.',
          'Shows whether the photo as a whole feels positive or negative, and its quality: light, composition, colour, sharpness.',
        ],
      },
      {
        title: 'What it does not do',
        items: [
          'It sends no photo and no result anywhere, and stores none.',
          'It does not match or register faces, and does not guess age, gender, ethnicity or the like.',
          'It does not judge what people feel inside, their character or their health.',
        ],
      },
      {
        title: 'Limits',
        items: [
          'Expressions are read differently between cultures, situations and viewers. Take the results as a hint.',
          'Mistakes are more frequent for people seen from behind, in dark photos or very small.',
          'Do not use it for decisions that weigh on people, such as hiring, rating or treatment.',
        ],
      },
      {
        title: 'Law',
        items: [
          'In the EU, inferring the emotions of people at work or in education is prohibited except for medical or safety reasons (AI Act, article 5(1)(f)). In such places turn off “Show emotions of each person” in the settings.',
          'Tell the people in the photos beforehand what they are for. In Japan, photos that identify a person are personal information.',
        ],
      },
    ],
    close: 'Close',
  },

  settings: {
    heading: 'Settings',
    showPeople: 'Show emotions of each person',
    showPeopleNote:
      'Turn this off for photos of people at work or in education in the EU. Only the number of people and the whole photo’s results are then shown.',
    language: 'Language',
    theme: 'Colours',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
    close: 'Close',
  },

  announce: {
    added: (count) => `${photos(count)} added.`,
    done: (name, found) => `${name}: analysis finished. ${found}`,
    foundPeople: (count) => `${people(count)} found.`,
    foundNobody: 'Nobody was found.',
    failed: (name, title) => `${name}: ${title}.`,
    removed: 'Photo removed.',
  },
};
