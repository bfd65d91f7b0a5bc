// Builds the page into dist/. The SDK is not bundled: its built folder is copied to dist/sdk as it is, so
// that the page, its worker and the tests share one module, and a hash can be checked against the package.
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const sdkFolder = fileURLToPath(new URL('../sdk/dist', import.meta.url));
const outFolder = fileURLToPath(new URL('dist', import.meta.url));

// The same policy as a host should send, for hosts that cannot send headers. Styles that move are set
// through the CSSOM, which the policy allows; nothing is inline.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "img-src 'self' blob:",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function sdkBesidePage(): Plugin {
  return {
    name: 'sdk-beside-page',
    apply: 'build',
    closeBundle() {
      if (!existsSync(sdkFolder)) throw new Error(`Build the SDK first: ${sdkFolder} is missing`);
      const isForPage = (path: string) => !/(\.d\.ts|[\\/]node(-worker)?\.js)$/.test(path);
      cpSync(sdkFolder, `${outFolder}/sdk`, { recursive: true, filter: isForPage });
    },
  };
}

function policyInPage(): Plugin {
  return {
    name: 'policy-in-page',
    apply: 'build', // the development server needs inline modules
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './', // works in any folder of any host
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [sdkBesidePage(), policyInPage()],
});
