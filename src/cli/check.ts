import { Command } from 'commander';
import { checkPath } from '../core/intake/bundle/checkPath.ts';
import { exit, print, printJson } from './outcome.ts';

/** `desk check PATH...`: is this bundle whole and well-formed? Needs no data folder and changes nothing. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check bundles, folders or .zip files, without taking them in')
    .argument('<path...>', 'bundles to check')
    .option('--data <dir>', 'accepted and not used: checking needs no data folder')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const results = [];
      for (const path of paths) results.push(await checkPath(path));
      if (options.json) printJson({ results });
      else for (const result of results) say(result);
      process.exitCode = results.every((result) => result.valid && result.complete && result.faults.length === 0) ? exit.good : exit.faults;
    });
}

function say({ path, kind, version, valid, complete, faults, warnings }: Awaited<ReturnType<typeof checkPath>>): void {
  const words = { bundle: 'a dispute bundle', bag: 'a bag without a case', unknown: 'no bundle' }[kind];
  print(`${path}: ${words}${version ? `, BagIt ${version}` : ''}, ${valid ? 'valid' : 'not valid'}, ${complete ? 'complete' : 'not complete'}`);
  for (const fault of faults) print(`  fault    ${fault.code}${fault.path ? ` ${fault.path}` : ''}: ${fault.message}`);
  for (const warning of warnings) print(`  warning  ${warning.code}${warning.path ? ` ${warning.path}` : ''}: ${warning.message}`);
}
