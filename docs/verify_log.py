#!/usr/bin/env python3
"""verify_log.py LOG.jsonl [ANCHOR...]: checks an exported log of Mediation Desk and holds it against anchors others kept.

Standard library only; the format is docs/log.md. Exit 0: proven as far as is said, 1: broken, 2: could not be read.
Not checked here: the rows of the database that entries cover, and evidence files; `desk verify` does that."""
import hashlib, json, sys


def canonical(value):  # RFC 8785, for what a log holds: text, whole numbers, null, lists and objects with ASCII names
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# Ed25519 (RFC 8032, 5.1.7), so that no package is needed. It takes a few milliseconds a signature.
P, L, D = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, 2**255 - 19)


def add(a, b):
    x, y, z, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P, 2 * a[2] * b[2] % P, 2 * a[3] * b[3] * D % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        total, point, number = add(total, point) if number & 1 else total, add(point, point), number >> 1
    return total


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("no point")
    return (x if x & 1 == sign else P - x, y, 1, (x if x & 1 == sign else P - x) * y % P)


BASE = point(bytes.fromhex("5866666666666666666666666666666666666666666666666666666666666666"))


def is_signed(cp):
    text = canonical({name: cp[name] for name in ("format", "logId", "size", "head", "at")}).encode()
    key, signature = bytes.fromhex(cp["publicKey"]), bytes.fromhex(cp["signature"])
    try:
        r, a, s = point(signature[:32]), point(key), int.from_bytes(signature[32:], "little")
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(k, a))
    return s < L and left[0] * right[2] % P == right[0] * left[2] % P and left[1] * right[2] % P == right[1] * left[2] % P


def verify(log, anchors):
    """Yields (tone, sentence) for all there is to say; tone is "proved", "open" or "broken"."""
    head = json.loads(next(log))
    if head.get("format") != "mediation-desk-log/1":
        raise ValueError("this is no exported log")
    last, hashes, keys, checkpoints, due, erased = "0" * 64, {}, {}, [], [], 0
    for line in map(json.loads, log):
        if "entry" not in line:
            checkpoints.append(line)
            continue
        entry, seq, expected = line["entry"], line["entry"]["seq"], len(hashes) + 1
        broken = ("is missing before entry %d" % seq if seq > expected else "does not follow the entry before it" if line["previousHash"] != last or seq < expected
                  else "was changed" if sha256(last + canonical(entry)) != line["hash"]
                  else "has words that were changed" if line["payload"] is not None and sha256((line["salt"] or "") + line["payload"]) != entry["payloadSha256"] else None)
        if broken:
            yield "broken", "Entry %d %s. Entries 1 to %d follow from each other." % (expected if seq > expected else seq, broken, expected - 1)
            break
        last, hashes[seq], erased = line["hash"], line["hash"], erased + (line["payload"] is None)
        if entry["subject"].startswith("logKey:"):
            keys.setdefault(entry["subject"][7:], seq)
        if seq % 100 == 0 or entry["action"] == "person.signedOut":
            due.append(seq)
    else:
        if len(hashes) != head["entries"] or (hashes and last != head["head"]):
            yield "broken", "The export says it has %s entries but has %d: it was cut." % (head["entries"], len(hashes))
        yield "proved", "Entries 1 to %d follow one from the other." % len(hashes)
    signed = 0
    for cp in (cp for cp in checkpoints if cp["size"] in hashes or len(hashes) == head["entries"]):
        name = "The checkpoint of entry %d by the key %s" % (cp["size"], cp["publicKey"][:16])
        if cp["logId"] != head["logId"] or not is_signed(cp):
            yield "broken", name + " has a signature that does not fit."
        elif keys.get(cp["publicKey"], 2**53) > cp["size"]:
            yield "broken", name + " is by a foreign key."
        elif hashes.get(cp["size"]) != cp["head"]:
            yield "broken", name + (" was signed over another entry." if cp["size"] in hashes else " is there, but the log ends before it.")
        else:
            signed = max(signed, cp["size"])
    there = {cp["size"] for cp in checkpoints} | set(head.get("unsigned", []))
    missing = sorted(seq for seq in [*keys.values(), *(seq for seq in due if keys and seq > min(keys.values()))] if seq not in there)
    if missing:
        yield "broken", "The checkpoint of entry %d is missing (%d in all)." % (missing[0], len(missing))
    yield ("proved" if signed else "open"), "Signed up to entry %d." % signed if signed else "Nothing is signed."
    outside = 0
    for name, cp in anchors:
        who = "%s holds an anchor of entry %d" % (name, cp["size"])
        if not is_signed(cp):
            yield "broken", who + " whose signature does not fit: it was changed or made up."
        elif cp["logId"] != head["logId"]:
            yield "broken", who + ", but of another log: another desk's, or this one was rewritten from its first entry."
        elif cp["size"] > head["entries"]:
            yield "broken", who + ", but the log ends with entry %d: cut off, or an older copy was put back." % len(hashes)
        elif cp["size"] in hashes and hashes[cp["size"]] != cp["head"]:
            yield "broken", who + ", and it is of another entry: two continuations of one log, or it was rewritten."
        else:
            outside = max(outside, cp["size"] if cp["size"] in hashes else 0)
    yield ("proved" if outside else "open"), "Anchors from outside vouch for entries 1 to %d." % outside if outside else "Nothing from outside vouches for any entry: who owns the machine and its keys can have written all of it anew."
    if outside < len(hashes):
        yield "open", "Entries %d to %d are as honest as who holds machine and keys." % (outside + 1, len(hashes))
    if erased:
        yield "open", "%d entries are without their words (erased or left out); their hashes are there." % erased


def main(arguments):
    if not arguments:
        print(__doc__)
        return 2
    try:
        anchors = [(path, json.loads(line)) for path in arguments[1:] for line in open(path, encoding="utf-8-sig") if line.strip()]
        with open(arguments[0], encoding="utf-8") as log:
            said = list(verify(log, anchors))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration) as fault:
        print("cannot be read: %s" % fault)
        return 2
    for tone, sentence in said:
        print("%-7s %s" % (tone, sentence))
    return 1 if any(tone == "broken" for tone, _ in said) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
