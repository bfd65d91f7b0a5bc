// What build.mjs puts in the place of this name: the engine's glue, made by Emscripten (selinet-simd.js).
declare module 'selinet:engine' {
  const createEngine: import('./engine.ts').EngineFactory;
  export default createEngine;
}
