// tables.mjs - every .arrow file of a run in the npm package apache-arrow:
//	tests/node.sh tests/chain/tables.mjs BIN_DIR FILE.arrow...
// Its cells must be those that our cat prints, and what apache-arrow writes of
// it must read the same by our cat.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import * as arrow from 'apache-arrow';

const [programs, ...files] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tables-'));
let passed = 0;
let failed = 0;

function cat(path) {
	const run = spawnSync(`${programs}/cat`, ['--format', 'csv', path],
	    { maxBuffer: 2 ** 30 });
	if (run.status !== 0)
		throw new Error(run.stderr.toString());
	return run.stdout.toString();
}

function quoted(text) {
	return text === '' || /[",\r\n]/.test(text) ?
	    `"${text.replaceAll('"', '""')}"` : text;
}

// Numbers in the shortest form that reads back the same, days as YYYY-MM-DD,
// bytes as hexadecimal digits.
function print(value, type) {
	if (value === null)
		return '';
	if (arrow.DataType.isDate(type))
		return new Date(value).toISOString().slice(0, 10);
	if (arrow.DataType.isFixedSizeBinary(type))
		return Buffer.from(value).toString('hex');
	return quoted(String(value));
}

function csv(table) {
	const columns = table.schema.fields.map((_, i) => table.getChildAt(i));
	const types = table.schema.fields.map(f => f.type);
	const lines = [table.schema.fields.map(f => quoted(f.name)).join(',')];
	for (let row = 0; row < table.numRows; row++)
		lines.push(columns.map((c, i) => print(c.get(row), types[i])).join(','));
	return lines.join('\n') + '\n';
}

function same(found, expected, what) {
	if (found === expected)
		return;
	const a = found.split('\n'), b = expected.split('\n');
	const line = a.findIndex((text, i) => text !== b[i]);
	throw new Error(`${what}, line ${line + 1}: found ${a[line]}, ` +
	    `expected ${b[line]}`);
}

for (const file of files) {
	try {
		const ours = cat(file);
		const table = arrow.tableFromIPC(readFileSync(file));
		same(ours, csv(table), 'read by apache-arrow');
		for (const format of ['file', 'stream']) {
			const copy = join(folder, format);
			writeFileSync(copy, arrow.tableToIPC(table, format));
			same(cat(copy), ours, `written by apache-arrow as ${format}`);
		}
		passed++;
	} catch (error) {
		failed++;
		console.log(`FAIL ${file}\n${error.message}`);
	}
}
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
