// Checks the files of one folder by its tsconfig: `node typecheckFolder.mjs src/cli`. What they import is read and not checked again, for it has a folder of its own.
import { join, resolve } from 'node:path';
import ts from 'typescript';

const formatHost = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => process.cwd(), getNewLine: () => '\n' };

function faultsIn(folder) {
  const broken = [];
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => broken.push(fault) };
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), { noEmit: true }, host);
  if (!config) return broken;
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options, configFileParsingDiagnostics: config.errors });
  const own = config.fileNames.map((name) => program.getSourceFile(name)).filter((file) => file !== undefined);
  if (own.length === 0) throw new Error(`${resolve(folder)} has no files to check.`);
  return [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])];
}

const faults = ts.sortAndDeduplicateDiagnostics(faultsIn(process.argv[2]));
process.stdout.write(ts.formatDiagnostics(faults, formatHost));
process.exitCode = faults.length > 0 ? 1 : 0;
