import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from './test/chromium.ts';

/** The engine that Maven compiled: `./mvnw -pl services/core/mixdown-web -am test-compile` makes it alone. */
const ENGINE = fileURLToPath(new URL('../services/core/mixdown-web/target/web/engine.wasm', import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: [{ find: /^#engine\.wasm/, replacement: ENGINE }] },
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': process.env['FOLDBACK_SERVER'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    // A browser waits more than it computes.
    maxWorkers: 2,
    reporters: ['default', ['junit', { outputFile: 'target/vitest-junit.xml' }]],
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'] },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: { name: 'dom', environment: 'jsdom', include: ['test/dom/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: CHROMIUM,
                args: [...CHROMIUM_ARGUMENTS, '--autoplay-policy=no-user-gesture-required'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 40_000,
        },
      },
    ],
  },
});
