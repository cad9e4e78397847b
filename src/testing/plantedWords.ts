/** Words that stand nowhere else: a file that holds one of them gives away what a desk knows. */
export const planted = {
  lead: 'Quillon Vexworth',
  mediator: 'Zephra Oakenthal',
  skill: 'gramophones of Brumvale',
  passphrase: 'nine crows above Tindermoor',
  given: 'a borrowed key of Tindermoor',
  wrong: 'eight crows above Tindermoor',
  buyer: 'Ysolde Farrowquist',
  seller: 'Krandlemere Trading',
  message: 'The porcelain heron of Aldwhistle arrived headless.',
  answer: 'We packed the heron in Wexcombe straw.',
  fileName: 'heron-of-aldwhistle.txt',
  evidence: 'Weighed at Grimsdyke post office, 412 grams.',
  note: 'Compare with the Thistlebourne case.',
  reasons: 'The straw of Wexcombe cannot hold a heron.',
} as const;
