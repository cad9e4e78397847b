// bidi-js and linebreak come without types; these are the parts the letters use.

declare module 'bidi-js' {
  type Embedding = { levels: Uint8Array; paragraphs: { start: number; end: number; level: number }[] };
  const createBidi: () => {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): Embedding;
    getMirroredCharacter(character: string): string | null;
  };
  export { createBidi as default };
}

declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
  export { LineBreaker as default };
}
