export { visibleWords } from '../../contract/visibleWords.ts';
