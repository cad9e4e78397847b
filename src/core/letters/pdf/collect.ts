/** The bytes of a document, whole once it has ended. */
export function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.once('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.once('error', reject);
  });
}
