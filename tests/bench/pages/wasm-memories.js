// Notes every WebAssembly memory that the page makes or an instance exports. Import it first. Workers
// are looked into through the debugger instead (browser.mjs); in a page with a heap as large as the
// peer's, Chromium 156 does not survive that.
const memories = new Set();

function note(outcome) {
  const instance = outcome instanceof WebAssembly.Instance ? outcome : outcome.instance;
  for (const item of Object.values(instance.exports)) {
    if (item instanceof NativeMemory) memories.add(item);
  }
  return outcome;
}

const NativeMemory = WebAssembly.Memory;
WebAssembly.Memory = class extends NativeMemory {
  constructor(descriptor) {
    super(descriptor);
    memories.add(this);
  }
};
for (const name of ['instantiate', 'instantiateStreaming']) {
  const native = WebAssembly[name];
  WebAssembly[name] = (...given) => native.apply(WebAssembly, given).then(note);
}

/** Bytes. */
export function wasmBytes() {
  return [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}
