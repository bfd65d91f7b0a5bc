// Versions that must match between the files of one deployment. Tests compare them with package.json
// and with SELINET_ABI_VERSION in wasm/include/selinet_abi.h.

/** Version of this package. */
export const packageVersion = '0.1.0';

/** Version of the C ABI that heap.ts was written for. */
export const abiVersion = 1;
