// Counts WebAssembly memory: notes every one that this world makes or an instance exports. The pages
// import it first, and the server lets our worker do so. It is the one thing patched in what is measured;
// asking the debugger instead ends the renderer of Chromium 156.
const memories = new Set();
const { Memory, Instance, instantiate, instantiateStreaming } = WebAssembly;

function note(instance) {
  for (const item of Object.values(instance.exports)) {
    if (item instanceof Memory) memories.add(item);
  }
}

// Resolves to an instance, or to {module, instance} where bytes were given.
function noting(native) {
  return async (...given) => {
    const outcome = await native.apply(WebAssembly, given);
    note(outcome.instance ?? outcome);
    return outcome;
  };
}

WebAssembly.instantiate = noting(instantiate);
WebAssembly.instantiateStreaming = noting(instantiateStreaming);
WebAssembly.Memory = class extends Memory {
  constructor(descriptor) {
    super(descriptor);
    memories.add(this);
  }
};
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    note(this);
  }
};

// Bytes; asked for by visits.mjs in the page and in its workers.
globalThis.wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
