import canonicalize from 'canonicalize';
import { Checkpoint, checkpointFormat } from '../../contract/audit.ts';
import { jsonOrNull } from '../jsonOrNull.ts';

/** What a checkpoint signs: canonical JSON of everything but key and signature. */
export function statementOf({ format, logId, size, head, at }: Pick<Checkpoint, 'format' | 'logId' | 'size' | 'head' | 'at'>): string {
  return canonicalize({ format, logId, size, head, at }) ?? '';
}

/** A checkpoint as one line of an anchor file, of an export and of a bundle; no line end. */
export function lineOf(checkpoint: Checkpoint): string {
  const { format, logId, size, head, at, publicKey, signature } = checkpoint;
  return canonicalize({ format, logId, size, head, at, publicKey, signature }) ?? '';
}

/** The checkpoints in the text of an anchor file, and the lines that are none (counted from 1). Empty lines are passed over. */
export function readAnchors(text: string): { checkpoints: { line: number; checkpoint: Checkpoint }[]; strange: number[] } {
  const checkpoints: { line: number; checkpoint: Checkpoint }[] = [];
  const strange: number[] = [];
  text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).forEach((content, index) => {
    if (content.trim() === '') return;
    const parsed = Checkpoint.safeParse(parse(content));
    if (parsed.success) checkpoints.push({ line: index + 1, checkpoint: parsed.data });
    else strange.push(index + 1);
  });
  return { checkpoints, strange };
}

function parse(line: string): unknown {
  // A file of something else can have millions of lines: each that is thrown out by the parser costs a stack.
  if (!line.includes(checkpointFormat)) return null;
  return jsonOrNull(line);
}
