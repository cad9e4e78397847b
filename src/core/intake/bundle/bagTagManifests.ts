import { tellNoFile } from './bagFileLists.ts';
import type { BagIndex } from './bagIndex.ts';
import type { Manifest, ManifestLine } from './bagManifest.ts';
import { manifestNameOf } from './bagManifest.ts';
import type { BundleReport } from './bundleReport.ts';
import type { FileTree, ReadOptions } from './fileTree.ts';
import type { ReadResult } from './readAside.ts';

/** Checks each tag manifest: which files it must and must not list, and the checksum of each. */
export async function checkTagManifests(
  tree: FileTree,
  manifests: Manifest[],
  index: BagIndex,
  isStrict: boolean,
  report: BundleReport,
  options: ReadOptions,
): Promise<void> {
  const payloadManifests = manifests.filter((manifest) => !manifest.isTagManifest).map((manifest) => manifest.fileName);
  const tagManifests = manifests.filter(({ isTagManifest }) => isTagManifest);
  const algorithms = [...new Set(tagManifests.flatMap(({ algorithm }) => algorithm.node ?? []))];
  // Each tag file is read once for all tag manifests: some thirty of them may list the same large file.
  const readings = new Map<string, Promise<ReadResult>>();
  const read = (path: string) => {
    const reading = readings.get(path) ?? tree.read(path, algorithms, null, options);
    readings.set(path, reading);
    return reading;
  };
  for (const manifest of tagManifests) {
    const seen = new Map<string, string>();
    for (const line of manifest.lines) {
      const { key, path } = index.find(line.listed);
      tellMisplaced(key, manifest, seen.get(key), line, isStrict, report);
      if (!seen.has(key)) await checkTagFile(tree, key, path, manifest, line, report, read);
      seen.set(key, line.checksum);
    }
    const tell = isStrict ? report.fault : report.warn;
    for (const name of payloadManifests) {
      if (!seen.has(name)) tell('BAG_TAGMANIFEST_INCOMPLETE', name, `${manifest.fileName} does not list the payload manifest ${name}.`);
    }
  }
}

function tellMisplaced(key: string, manifest: Manifest, before: string | undefined, line: ManifestLine, isStrict: boolean, report: BundleReport): void {
  const tell = isStrict ? report.fault : report.warn;
  if (key.startsWith('data/')) tell('BAG_TAGMANIFEST_PAYLOAD', key, `${manifest.fileName} lists a payload file.`);
  if (manifestNameOf(key)?.isTagManifest) tell('BAG_TAGMANIFEST_NESTED', key, `${manifest.fileName} lists a tag manifest.`);
  if (before === undefined) return;
  const tellRepeat = before === line.checksum && !isStrict ? report.warn : report.fault;
  tellRepeat('BAG_MANIFEST_REPEATED', key, `${manifest.fileName} lists this file more than once.`);
}

async function checkTagFile(
  tree: FileTree,
  key: string,
  path: string | null,
  manifest: Manifest,
  line: ManifestLine,
  report: BundleReport,
  read: (path: string) => Promise<ReadResult>,
): Promise<void> {
  if (path === null) {
    if (tellNoFile(line.listed.path, manifest.fileName, tree.folders, report)) return;
    report.fault('BAG_TAG_FILE_MISSING', key, `${manifest.fileName} lists this tag file, but it is not in the bag.`);
    return;
  }
  const { node, name } = manifest.algorithm;
  if (node === null || !line.isWellFormed) return;
  const { digests } = await read(path);
  if (digests.get(node) === line.checksum) return;
  report.fault('BAG_TAG_FILE_CHECKSUM', key, `The ${name} checksum of this tag file is not the one in ${manifest.fileName}: it was changed or damaged.`);
}
