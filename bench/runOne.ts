import { benches } from './benches.ts';

// One benchmark, named by the first argument; the last line on its standard output is the list of its results.
const name = process.argv[2] ?? '';
const bench = benches[name];
if (!bench) throw new Error(`There is no benchmark ${name}.`);
const results = [await (await bench.load())()].flat();
process.stdout.write(`\n${JSON.stringify(results)}\n`, () => process.exit());
