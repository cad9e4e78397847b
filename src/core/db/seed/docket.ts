export { docketFolder, loadDocket } from './loadDocket.ts';
export type { MadeCase } from './docket/makeDocket.ts';
