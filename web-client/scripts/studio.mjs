// The browser and the fixture server of the tests, for scripts. Run after `npm run build`.
import { existsSync } from 'node:fs';
import { runnerImport } from 'vite';

if (!existsSync('dist/index.html')) {
  throw new Error('dist/ is empty: run npm run build first');
}

export const { Studio, DESK, PHONE } = (await runnerImport('./test/e2e/studio.ts')).module;
