import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    rulings: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
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
const tell = (words: string) => void (values.json || process.stdout.write(`${words}\n`));
tell(`Seed ${seed}: npm run torture -- --seed ${seed} takes the same decisions, deaths and faults again; their moments are the machine's.`);
const report = await torture({
  rulings: whole('rulings', values.rulings),
  kills: whole('kills', values.kills),
  seed,
  ...(values.seconds === undefined ? {} : { seconds: whole('seconds', values.seconds) }),
  tell,
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.double + report.lost + report.mismatched > 0 || report.logBroken !== null ? 1 : 0;
