import { AwayError, ProblemError } from '../api/errors.ts';

/** A piece of a file is sent with XMLHttpRequest, as only that tells how much of it has gone. */
export function put(
  url: string,
  bytes: Blob,
  options: { signal: AbortSignal; sent: (bytes: number) => void },
): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const aborted = () => request.abort();
    const end = (error?: Error) => {
      options.signal.removeEventListener('abort', aborted);
      if (error) {
        failed(error);
      } else {
        done();
      }
    };
    request.upload.onprogress = (event) => options.sent(event.loaded);
    request.onload = () =>
      request.status === 200
        ? end()
        : end(new ProblemError('', request.status, 'The audio store refused a part', ''));
    request.onerror = () => end(new AwayError('The connection to the audio store broke.'));
    request.onabort = () => end(new DOMException('The upload was paused.', 'AbortError'));
    options.signal.addEventListener('abort', aborted);
    request.open('PUT', url);
    request.send(bytes);
  });
}

/** Hashing takes the whole file into memory: beyond this, the server's own word has to do. */
const LARGEST_HASHED = 512 << 20;

/** The SHA-256 of a file; undefined if it is too large, or the page is not served securely. */
export async function sha256(file: Blob): Promise<string | undefined> {
  if (file.size > LARGEST_HASHED || !globalThis.crypto?.subtle) {
    return undefined;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
