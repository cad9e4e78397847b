export { docketFolder, loadDocket } from './loadDocket.ts';
export { makeCases } from './makeCases.ts';
export type { MadeCase } from './docket/makeDocket.ts';
