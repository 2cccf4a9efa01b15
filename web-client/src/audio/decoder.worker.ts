/** Unpacks bundles of stems where it holds up neither the page nor the sound. */
import { type PackedSecond, parseBundle, unpack } from './bundle.ts';
import type { FromDecoder, PageMessage, ToDecoder } from './protocol.ts';

let pages: MessagePort | null = null;

function deliver(part: PackedSecond, stem: number): void {
  const samples = unpack(part);
  const message: PageMessage = { is: 'page', key: { stem, second: part.second }, samples };
  const buffers = [samples[0].buffer, samples[1].buffer] as ArrayBuffer[];
  pages?.postMessage(message, buffers);
}

function decode(message: ToDecoder & { is: 'bundle' }): FromDecoder {
  const answer: FromDecoder = {
    is: 'decoded',
    number: message.number,
    facts: [],
    corrupt: [],
    trouble: null,
  };
  const numbers = new Map(message.stems);
  try {
    for (const part of parseBundle(message.bytes)) {
      const stem = numbers.get(part.stem);
      answer.facts.push({ stem: part.stem, ...part.facts });
      try {
        if (stem !== undefined) {
          deliver(part, stem);
        }
      } catch {
        answer.corrupt.push(`${part.stem} ${part.second}`);
      }
    }
  } catch (error) {
    answer.trouble = error instanceof Error ? error.message : String(error);
  }
  return answer;
}

addEventListener('message', (event: MessageEvent<ToDecoder>) => {
  const message = event.data;
  if (message.is === 'pages') {
    pages = message.port;
  } else {
    postMessage(decode(message));
  }
});
