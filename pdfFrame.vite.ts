import { join } from 'node:path';
import { Script } from 'node:vm';
import { build, type Plugin } from 'vite';

const entry = join(import.meta.dirname, 'src/renderer/evidence/pdfFrame/frame.ts');

/** Writes `pdf-frame.html` beside the screens: one document that holds all of its script, as src/shell/pdfFrame.ts serves it. */
export function pdfFrame(): Plugin {
  return {
    name: 'pdf-frame',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pdf-frame.html', source: await writeFrame() });
    },
    configureServer(server) {
      server.middlewares.use('/pdf-frame.html', (_request, response, next) => {
        writeFrame().then((page) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page), next);
      });
    },
  };
}

async function writeFrame(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', modulePreload: false, rollupOptions: { input: entry, output: { format: 'iife' } } },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const [chunk, ...more] = outputs;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('The PDF frame must be one script.');
  // Nothing in the script may end its element or open another; outside of a string this is no JavaScript, which the next line finds.
  const script = chunk.code.replace(/<(?=\/script|!--|script)/gi, '\\x3C');
  new Script(script);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Document</title></head><body><script>${script}</script></body></html>`;
}
