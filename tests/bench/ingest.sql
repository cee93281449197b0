-- ${file}: the rows of the export as UTF-8, into a typed table.
create table export as select * from read_csv('${file}', delim = ';', header = true,
    decimal_separator = ',', dateformat = '%d.%m.%Y', columns = {
        'region': 'varchar', 'college': 'varchar', 'programme': 'varchar', 'year': 'smallint',
        'students': 'integer', 'graduates': 'integer', 'share': 'double', 'day': 'date',
        'dormitory': 'varchar'});
select count(*), sum(students), sum(share) from export;
