import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { ensureLanguages } from './languages.mjs';

/** Brings what the tests need beside Node: a browser, and the languages of the documented examples. */
ensureLanguages();
ensureBrowser(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
