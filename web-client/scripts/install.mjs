// Runs `npm ci` only when package-lock.json, or the Node that runs it, changed since node_modules was made.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.foldback-installed';

const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(readFileSync('package.json'))
  .update(process.version)
  .digest('hex');

if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
  console.log('node_modules is as package-lock.json wants it');
} else {
  rmSync(STAMP, { force: true });
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed; node_modules was not marked as complete');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(STAMP, wanted);
}
