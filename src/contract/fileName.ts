/** Names that Windows gives to devices, whatever ending follows. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?= *(?:\.|$))/i;
const mostBytes = 200;
/** More of a name is not looked at: only its start and its ending can stay, and a name may be as long as a stranger likes. */
const mostLookedAt = 2_000;

/**
 * A name a stranger chose, as it may be kept on any system: no path, no control, nothing invisible that turns a name round, no device
 * of Windows, no dot file, at most 200 bytes of UTF-8 with its ending kept. Never empty.
 */
export function safeFileName(name: string): string {
  const plain = ends(name)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, '_')
    // A row of blanks pushes the true ending out of sight.
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = shortened(plain).replace(devices, '_$1');
  return short === '' ? 'file' : short;
}

/** The name without the middle that would be cut out anyway. */
function ends(name: string): string {
  return name.length <= mostLookedAt ? name : name.slice(0, mostLookedAt / 2) + name.slice(-mostLookedAt / 2);
}

/** The ending of a name in lower case, without its dot; empty when it has none. */
export function endingOf(name: string): string {
  return /\.([^./\\\s]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

function shortened(name: string): string {
  if (bytes(name) <= mostBytes) return name;
  const ending = endingOf(name) === '' ? '' : name.slice(name.lastIndexOf('.'));
  let stem = '';
  let room = mostBytes - bytes(ending);
  for (const sign of name.slice(0, name.length - ending.length)) {
    room -= bytes(sign);
    if (room < 0) break;
    stem += sign;
  }
  return stem.trimEnd() + ending;
}

/** The length of text in UTF-8. */
function bytes(text: string): number {
  let count = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return count;
}
