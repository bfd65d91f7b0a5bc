// Makes an analyser in a browser.

import type { Analyzer, AnalyzerOptions } from './types.ts';

/**
 * Loads the engine and the models into a worker of its own. Resolves when photos can be analysed.
 *
 * @throws {@link SelinetError} as a rejection: `unsupported-browser` (before anything is fetched),
 * `network`, `aborted`, `invalid-argument`, or one of the codes about models.
 */
export declare function createAnalyzer(options?: AnalyzerOptions): Promise<Analyzer>;
