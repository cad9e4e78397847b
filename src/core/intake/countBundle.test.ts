import { expect, it } from 'vitest';
import { NeutralCase } from '../../contract/neutralCase.ts';
import type { Bundle, BundleFile } from './bundle/openBundle.ts';
import { countBundle } from './countBundle.ts';

const file = (path: string, state: BundleFile['state'], size: number | null, sha256: string | null = 'a'.repeat(64)): BundleFile => ({
  path, state, size, sha256, sealed: null, read: () => Promise.reject(new Error('not read here')),
});
const item = (id: string, side: string, path: string, sha256: string | null = null) => ({ id, side, kind: 'photo', path, sha256, fileName: path });

it('counts every file of a bundle once, those nobody names and those only the case names too', () => {
  const neutral = NeutralCase.parse({
    schema: 'dispute-case/1', source: 'aliexpress', sourceId: '1', stage: 'claim', claims: [{ id: '1', reason: 'other' }],
    evidence: [item('b1', 'buyer', 'evidence/buyer/a.jpg'), item('b2', 'buyer', 'evidence/buyer/b.jpg', 'b'.repeat(64)), item('s1', 'seller', 'evidence/seller/gone.jpg'), item('s2', 'seller', 'evidence/seller/listed.jpg')],
  });
  const files = [
    file('data/case.json', 'good', 10),
    file('data/evidence/buyer/a.jpg', 'good', 100),
    file('data/evidence/buyer/b.jpg', 'good', 200),
    file('data/evidence/seller/listed.jpg', 'missing', null, null),
    file('data/stray.txt', 'unlisted', 5),
  ];
  const bundle: Bundle = {
    kind: 'bundle', version: '1.0', valid: false, complete: false, faults: [], warnings: [], info: [], files, caseJson: null, rulingJson: null, triageJson: null, anchorText: null, caseDocument: neutral, caseFiles: new Map(), stagingDir: null,
    dispose: () => Promise.resolve(),
  };
  const none = { good: 0, damaged: 0, missing: 0, unlisted: 0 };
  expect(countBundle(neutral, bundle, bundle.caseFiles)).toEqual({
    version: '1.0', valid: false, complete: false,
    files: [
      { of: 'buyer', bytes: 300, ...none, good: 1, damaged: 1 },
      { of: 'seller', bytes: 0, ...none, missing: 2 },
      { of: 'document', bytes: 10, ...none, good: 1 },
      { of: 'beside', bytes: 5, ...none, unlisted: 1 },
    ],
  });
});
