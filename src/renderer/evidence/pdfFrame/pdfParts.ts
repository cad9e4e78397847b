/** Decoders, character maps and fonts of pdf.js, by the name pdf.js has for each; the address is that of the built file. */
const wasm = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/wasm/*.wasm', { query: '?url&no-inline', import: 'default', eager: true });
const cMaps = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url&no-inline', import: 'default', eager: true });
const fonts = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url&no-inline', import: 'default', eager: true });

const addresses = new Map<string, string>(
  ([['wasmUrl', wasm], ['cMapUrl', cMaps], ['standardFontDataUrl', fonts]] as const).flatMap(([kind, files]) =>
    Object.entries(files).map(([path, address]) => [`${kind}/${path.slice(path.lastIndexOf('/') + 1)}`, address] as const),
  ),
);

/** The bytes of a part of pdf.js; null for any other name, so that a document cannot ask for files of the desk through the frame. */
export async function fetchPdfPart(part: string): Promise<ArrayBuffer | null> {
  const address = addresses.get(part);
  if (address === undefined) return null;
  const answer = await fetch(address);
  return answer.ok ? answer.arrayBuffer() : null;
}
