import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const whole = (name: string, text: string) => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  process.stderr.write(`--${name} ${text} is no whole number.\n`);
  process.exit(2);
};

const seed = whole('seed', values.seed);
if (!values.json) process.stdout.write(`Mutations of real files, seed ${seed}. One of them again: npm run fuzz -- --seed ${seed} --from INDEX --mutations 1\n`);
const { findings, ...counts } = await fuzz({
  mutations: whole('mutations', values.mutations),
  seed,
  from: whole('from', values.from),
  ...(values.seconds === undefined ? {} : { seconds: whole('seconds', values.seconds) }),
  onFinding: ({ what, index, kind, why }) => values.json || process.stdout.write(`${what} at ${index} (${kind}): ${why}\n`),
});
process.stdout.write(`${JSON.stringify(values.json ? { ...counts, findings } : counts)}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
