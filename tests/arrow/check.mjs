// check.mjs - our Arrow IPC against the npm package apache-arrow, both ways:
//	make build/arrow/make_table
//	tests/node.sh tests/arrow/check.mjs [BIN_DIR]
// Tables of BIN_DIR/../arrow/make_table, whose cells follow from their rows, must
// read right by apache-arrow and by our cat; tables that apache-arrow writes
// must read right by our cat.
import { execFileSync, spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import * as arrow from 'apache-arrow';

const programs = process.argv[2] ?? 'build/bin';
let passed = 0;
let failed = 0;

function check(name, test) {
	try {
		test();
		passed++;
	} catch (error) {
		failed++;
		console.log(`FAIL ${name}\n${error.message}`);
	}
}

function same(found, expected, what) {
	if (!isDeepStrictEqual(found, expected))
		throw new Error(`${what}: found ${show(found)}, ` +
		    `expected ${show(expected)}`);
}

function show(value) {
	return JSON.stringify(value, (_, v) =>
		typeof v === 'bigint' ? `${v}n` : Object.is(v, -0) ? '-0' :
		typeof v === 'number' && !Number.isFinite(v) ? `${v}` : v);
}

function cat(input, ...args) {
	const run = spawnSync(`${programs}/cat`, ['--format', 'csv', ...args],
	    { input, maxBuffer: 2 ** 30 });
	return { status: run.status, text: run.stdout.toString(),
	    error: run.stderr.toString() };
}

// RFC 4180; an unquoted empty cell is null.
function parse(text) {
	const rows = [];
	let row = [], at = 0;
	while (at < text.length) {
		let cell = null;
		if (text[at] === '"') {
			cell = '';
			for (at++; ; at++) {
				const end = text.indexOf('"', at);
				cell += text.slice(at, end);
				at = end + 1;
				if (text[at] !== '"')
					break;
				cell += '"';
			}
		} else {
			const start = at;
			while (text[at] !== ',' && text[at] !== '\n')
				at++;
			if (at > start)
				cell = text.slice(start, at);
		}
		row.push(cell);
		if (text[at++] === '\n') {
			rows.push(row);
			row = [];
		}
	}
	return rows;
}

// The text of a value in our CSV.
function print(value, kind) {
	if (value === null)
		return null;
	switch (kind) {
	case 'f64':
		return Number.isNaN(value) ? 'NaN' : value === Infinity ? 'INF' :
		    value === -Infinity ? '-INF' : value;
	case 'day':
		return new Date(value * 86400000).toISOString().slice(0, 10);
	case 'raw':
		return Buffer.from(value).toString('hex');
	default:
		return String(value);
	}
}

function sameCells(text, columns, rows) {
	const [header, ...cells] = parse(text);
	same(header, columns.map((c) => c.name), 'header');
	same(cells.length, rows, 'rows');
	cells.forEach((row, i) => columns.forEach((column, c) => {
		const value = column.value(i);
		const expected = print(value, column.kind);
		let found = row[c];
		if (typeof expected === 'number' && found !== null)
			found = Number(found);
		if (!Object.is(found, expected))
			throw new Error(`row ${i} ${column.name}: found ` +
			    `${show(found)}, expected ${show(expected)}`);
	}));
}

// What make_table.c writes.
const special = { 4: NaN, 5: Infinity, 6: -Infinity, 7: -0, 8: 5e-324 };
const formulas = [
	['i8', 'Int8', (r) => r * 7 % 256 - 128],
	['i16', 'Int16', (r) => r * 1001 % 65536 - 32768],
	['i32', 'Int32', (r) => r * 1000003 % 4294967296 - 2147483648],
	['i64', 'Int64',
	    (r) => BigInt.asIntN(64, BigInt(r) * 1234567890123456789n)],
	['f64', 'Float64', (r) => special[r % 50] ?? r / 3 * (r % 2 ? -1 : 1)],
	['flag', 'Bool', (r) => r % 3 === 0],
	['day', 'Date32<DAY>', (r) => r * 37 % 100000 - 20000],
	['text', 'Utf8', (r) => r % 11 === 3 ? '' :
	    `Ж"${r},\n${r % 2 ? '' : 'ё€😀'}`],
	['region', 'Dictionary<Int32, Utf8>',
	    (r) => `р${r * r % (20 + Math.floor(r / 100))}`],
	['raw', 'FixedSizeBinary[3]', (r) => [r & 255, r >> 8 & 255, 0xab]],
];

function ours(nulls) {
	return formulas.map(([name, type, formula], c) => ({ name, kind: name,
	    type, value: (row) => nulls > 0 && (row + c) % nulls === 0 ?
	    null : formula(row) }));
}

function plain(value, kind) {
	if (value === null)
		return null;
	if (kind === 'day')
		return Number(value) / 86400000;
	return kind === 'raw' ? [...value] : value;
}

function readOurs(format, rows, nulls) {
	const bytes = execFileSync(`${programs}/../arrow/make_table`,
	    [format, rows, nulls], { maxBuffer: 2 ** 30 });
	const table = arrow.tableFromIPC(bytes);
	const columns = ours(nulls);
	same(table.schema.fields.map((f) => [f.name, f.type.toString()]),
	    columns.map((c) => [c.name, c.type]), 'schema');
	same([...table.schema.metadata],
	    [['profstat.dataset', 'проверка'], ['empty', '']], 'metadata');
	same(table.numRows, rows, 'rows');
	if (rows > 0) {
		columns.forEach((column, c) => {
			const vector = table.getChildAt(c);
			for (let i = 0; i < rows; i++) {
				const found = plain(vector.get(i), column.kind);
				const expected = column.value(i);
				if (!Object.is(found, expected))
					same(found, expected,
					    `row ${i} ${column.name}`);
			}
		});
		same(table.batches.map((b) => b.numRows).slice(0, -1)
		    .every((n) => n === 65536), true, 'batches of 65536 rows');
	}
	const csv = cat(bytes);
	same([csv.status, csv.error], [0, ''], 'cat');
	sameCells(csv.text, columns, rows);
}

for (const format of ['stream', 'file'])
	for (const [rows, nulls] of [[0, 0], [1, 0], [1, 1], [8, 3], [9, 0],
	    [1000, 1], [1000, 7], [65536, 0], [65537, 5], [140000, 11]])
		check(`make_table ${format} ${rows} ${nulls}`,
		    () => readOurs(format, rows, nulls));

// What apache-arrow writes.
const N = 70;
const words = ['а', '', 'б,в', 'г"д', 'длинное слово'];
const theirs = [
	['i8', new arrow.Int8(), (r) => r * 3 % 256 - 128],
	['i16', new arrow.Int16(), (r) => r * 900 - 32768],
	['i32', new arrow.Int32(), (r) => r * 30000000 - 2147483648],
	['i64', new arrow.Int64(),
	    (r) => -9223372036854775808n + BigInt(r) * 100000000000000007n],
	['f64', new arrow.Float64(), (r) => special[r] ?? r * 1.1],
	['flag', new arrow.Bool(), (r) => r % 2 === 0],
	['day', new arrow.DateDay(), (r) => r * 500 - 9000],
	['text', new arrow.Utf8(), (r) => words[r % 5] + (r % 3 ? r : '')],
	['d8', new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()),
	    (r) => words[r % 5]],
	['d16', new arrow.Dictionary(new arrow.Utf8(), new arrow.Int16()),
	    (r) => words[r % 4]],
	['d32', new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
	    (r) => `слово ${r % 20}`],
	['u8', new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint8()),
	    (r) => `слово ${r % 60}`],
	['u32', new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint32()),
	    (r) => `слово ${r % 7}`],
	['raw', new arrow.FixedSizeBinary(3), (r) => [r, 0, 255 - r]],
];

function foreign(nulls, from = 0) {
	return theirs.map(([name, type, formula], c) => ({ name, type,
	    kind: name, value: (i) => nulls > 0 &&
	    (i + from + c) % nulls === 0 ? null : formula(i + from) }));
}

function vector(column, rows) {
	return arrow.vectorFromArray(Array.from({ length: rows }, (_, i) => {
		const value = column.value(i);
		if (value === null)
			return null;
		return column.kind === 'day' ? new Date(value * 86400000) :
		    column.kind === 'raw' ? Uint8Array.from(value) : value;
	}), column.type);
}

function tableOf(columns, rows) {
	return new arrow.Table(Object.fromEntries(
	    columns.map((c) => [c.name, vector(c, rows)])));
}

function readTheirs(bytes, columns, rows) {
	const csv = cat(bytes);
	same([csv.status, csv.error], [0, ''], 'cat');
	sameCells(csv.text, columns, rows);
}

for (const format of ['stream', 'file']) {
	for (const nulls of [0, 1, 4])
		for (const rows of [1, 8, N])
			check(`apache-arrow ${format} ${rows} ${nulls}`, () => {
				const columns = foreign(nulls);
				readTheirs(arrow.tableToIPC(
				    tableOf(columns, rows), format),
				    columns, rows);
			});
	check(`apache-arrow ${format} slice`, () => {
		const table = tableOf(foreign(4), N).slice(13, 60);
		readTheirs(arrow.tableToIPC(table, format), foreign(4, 13), 47);
	});
	check(`apache-arrow ${format} empty`, () => {
		readTheirs(arrow.tableToIPC(tableOf(foreign(0), 1).slice(0, 0),
		    format), foreign(0), 0);
	});
	check(`apache-arrow ${format} no rows`, () => {
		const schema = tableOf(foreign(0), 1).schema;
		readTheirs(arrow.tableToIPC(new arrow.Table(schema), format),
		    foreign(0), 0);
	});
}

// One column of texts, a batch for each array of them, its dictionary as
// `dictionaries` has it.
function dictionaryStream(batches, dictionaries, Writer) {
	const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 5);
	const schema = new arrow.Schema([new arrow.Field('d', type, true)]);
	const writer = new Writer();
	const struct = new arrow.Struct(schema.fields);
	batches.forEach((texts, b) => {
		const codes = Int32Array.from(texts,
		    (t) => dictionaries[b].toArray().indexOf(t));
		const data = arrow.makeData({ type, length: texts.length,
		    nullCount: 0, data: codes, dictionary: dictionaries[b] });
		writer.write(new arrow.RecordBatch(schema, arrow.makeData({
		    type: struct, length: texts.length, nullCount: 0,
		    children: [data] })));
	});
	writer.finish();
	return writer.toUint8Array(true);
}

function utf8(texts) {
	return arrow.vectorFromArray(texts, new arrow.Utf8());
}

function dictionaryMessages(bytes) {
	const found = [];
	const reader = new arrow.MessageReader(bytes);
	for (const message of reader) {
		if (message.isDictionaryBatch())
			found.push(message.header().isDelta);
		reader.readMessageBody(message.bodyLength);
	}
	return found;
}

check('dictionary delta', () => {
	const first = utf8(['а', 'б']);
	const second = first.concat(utf8(['в']));
	const batches = [['б', 'а'], ['в', 'а', 'в']];
	const bytes = dictionaryStream(batches, [first, second],
	    arrow.RecordBatchStreamWriter);
	same(dictionaryMessages(bytes), [false, true], 'deltas');
	readTheirs(bytes, [{ name: 'd', value: (i) => batches.flat()[i] }], 5);
});

check('dictionary replaced', () => {
	const batches = [['б', 'а'], ['а', 'г', 'в']];
	const bytes = dictionaryStream(batches,
	    [utf8(['а', 'б']), utf8(['г', 'а', 'в', 'г'])],
	    arrow.RecordBatchStreamWriter);
	same(dictionaryMessages(bytes), [false, false], 'deltas');
	readTheirs(bytes, [{ name: 'd', value: (i) => batches.flat()[i] }], 5);
});

check('dictionary delta in a file', () => {
	const first = utf8(['а', 'б']);
	const second = first.concat(utf8(['в']));
	const batches = [['б', 'а'], ['в', 'а', 'в']];
	readTheirs(dictionaryStream(batches, [first, second],
	    arrow.RecordBatchFileWriter),
	    [{ name: 'd', value: (i) => batches.flat()[i] }], 5);
});

for (const [type, name, value] of [
	[new arrow.Uint32(), 'uint32', 1],
	[new arrow.Float32(), 'float32', 1],
	[new arrow.DateMillisecond(), 'date64', new Date(0)],
	[new arrow.TimestampSecond(), 'timestamp', 1000],
	[new arrow.LargeUtf8(), 'large_utf8', 'a'],
	[new arrow.List(new arrow.Field('x', new arrow.Int8())), 'list', [1]],
	[new arrow.Dictionary(new arrow.Int32(), new arrow.Int32()),
	    'dictionary of type int32', 1],
])
	check(`refused: ${name}`, () => {
		const table = new arrow.Table({ good:
		    arrow.vectorFromArray([1], new arrow.Int32()),
		    bad: arrow.vectorFromArray([value], type) });
		for (const format of ['stream', 'file']) {
			const run = cat(arrow.tableToIPC(table, format));
			same(run.status, 1, 'status');
			same(run.error.includes('column "bad": found') &&
			    run.error.includes(name), true, run.error);
		}
	});

check('refused: compression', () => {
	// A codec in name only: the metadata say ZSTD, that is what counts.
	const magic = [0x28, 0xb5, 0x2f, 0xfd];
	arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, {
		encode: (bytes) => Uint8Array.from([...magic, ...bytes]),
		decode: (bytes) => bytes.slice(4) });
	const writer = new arrow.RecordBatchStreamWriter(
	    { compressionType: arrow.CompressionType.ZSTD });
	writer.writeAll(tableOf(foreign(0), N));
	const run = cat(writer.finish().toUint8Array(true));
	same([run.status, run.error.includes('compressed by ZSTD')], [1, true],
	    run.error);
});

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
