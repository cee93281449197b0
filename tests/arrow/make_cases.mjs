// make_cases.mjs - write the tables of the cases of cat, by apache-arrow:
//	tests/node.sh tests/arrow/make_cases.mjs FOLDER
import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';

const folder = process.argv[2];
const dictionary = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8(), 0);

function save(name, format, columns, metadata = []) {
	const table = new arrow.Table(Object.fromEntries(columns.map(
	    ([column, type, values]) =>
	    [column, arrow.vectorFromArray(values, type)])));
	const schema = new arrow.Schema(table.schema.fields,
	    new Map(metadata));
	writeFileSync(`${folder}/${name}`, arrow.tableToIPC(
	    new arrow.Table(schema, table.batches.map((b) =>
	    new arrow.RecordBatch(schema, b.data))), format));
}

const colleges = [
	['territory', dictionary, ['Москва', 'Тыва', null, 'Москва']],
	['college', new arrow.Utf8(), ['Колледж «Старт»', '', 'A, "B"\nC', null]],
	['graduates', new arrow.Int64(), [1200n, -7n, null, 0n]],
	['share', new arrow.Float64(), [0.1, null, NaN, 66.66666666666667]],
	['state', new arrow.Bool(), [true, false, null, true]],
	['opened', new arrow.DateDay(),
	    [new Date('2002-10-09'), new Date('1970-01-01'), null,
	        new Date('1899-12-31')]],
	['key', new arrow.FixedSizeBinary(2),
	    [Uint8Array.of(0, 255), Uint8Array.of(171, 1), null,
	        Uint8Array.of(16, 0)]],
];

save('table.arrow', 'file', colleges, [['profstat.dataset', 'colleges']]);
save('table.arrows', 'stream', colleges);
save('hostile.arrow', 'file', [
	['na\u001b[2Jme', new arrow.Utf8(), ['\u001b]0;x\u0007', 'a\tb\r\n',
	    '\u202eabc', '\u009bx', '=1+1']],
]);
save('uint32.arrow', 'file', [['id', new arrow.Uint32(), [1]]]);
