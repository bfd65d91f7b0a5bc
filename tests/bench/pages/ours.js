// The built page's own module, as a visitor gets it.
import { publish } from './meter.js';

publish(async () => {
  const { createAnalyzer } = await import('/ours/sdk/index.js');
  const analyzer = await createAnalyzer();
  globalThis.analyzer = analyzer; // keeps the worker alive until its memory has been counted
  return async (blob) => (await analyzer.analyze(blob)).people.length;
});
