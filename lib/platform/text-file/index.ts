/**
 * Files of lines that people hand in, read alike by the admin's pages and by the operator's commands: the encoding is
 * recognised or refused, never guessed, and what no card key can hold is told with its line.
 */
export { ENCODINGS, type Encoding } from './encodings';
export { type CardLines, KEY_MAX, readCardLines } from './read-card-lines';
export { readTextFile, type TextFile, type TextFileFault } from './read-text-file';
export { unfitSign } from './unfit-sign';
