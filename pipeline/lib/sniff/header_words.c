/* header_words.c - the vocabulary of headers */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/transliteration.h"
#include "sniff/header_words.h"

/* Words as text_normalise() has them (ё is е, no punctuation); '*': whatever
 * the last one ends in. */
struct vocabulary {
	int says;
	const char *words[80];
};

static const struct vocabulary vocabularies[] = {
	{ WORDS_PERSON,
	    { "фио", "ф и о", "фамили*", "имя", "отчеств*", "full name",
		"surname", "first name", "last name", "given name",
		"family name", "middle name", "patronymic", "student name",
		"pupil name", "nom et prénom", "prénom" } },
	{ WORDS_SNILS, { "снилс*", "snils*", "страхов* номер*",
			   "страхов* свидетельств*", "insurance number*" } },
	{ WORDS_WHO,
	    { "студент", "студентка", "обучающийся", "учащийся", "ученик",
		"выпускник", "слушатель", "абитуриент", "сотрудник", "работник",
		"преподаватель", "педагог", "student", "pupil", "graduate",
		"employee", "teacher" } },
	{ WORDS_PRIVATE | WORDS_BIRTH,
	    { "дата рожд*", "день рожд*", "год рожд*", "дата и место рожд*",
		"родил*", "д р", "др", "г р", "birth date", "date of birth",
		"birthdate", "dob", "birthday", "born", "year of birth",
		"birth year" } },
	{ WORDS_PRIVATE | WORDS_CONTACT,
	    { "паспорт*", "удостоверя*", "телефон*", "тел", "моб", "мобильн*",
		"e mail", "email", "mail", "эл почт*", "электронн* почт*",
		"электронн* адрес*", "почта", "адрес прожив*",
		"адрес регистрац*", "адрес прописк*", "домашн* адрес*",
		"место жительств*", "passport*", "phone*", "telephone*",
		"mobile", "home address" } },
	{ WORDS_PRIVATE, { "место рожд*", "полис", "омс", "диагноз*",
			     "инн физ*", "номер диплом*", "серия*" } },
	{ WORDS_PLACE | WORDS_ADDRESS, { "адрес*", "address*", "addr*" } },
	{ WORDS_ORGANISATION,
	    { "организаци*", "колледж*", "техникум*", "лице*", "школ*",
		"учрежден*", "учебн* заведен*", "оо", "поо", "спо", "вуз",
		"университет*", "работодател*", "предприяти*", "компани*",
		"наименование юл", "филиал*", "цопп", "юр лицо", "college*",
		"school*", "institution", "institution name", "provider*",
		"employer*", "enterprise*", "company", "organisation*",
		"organization*", "university", "establishment*", "libellé*",
		"établissement*" } },
	{ WORDS_CODE,
	    { "код*", "шифр*", "индекс*", "инн", "огрн*", "кпп", "окпо",
		"окато", "октмо", "оквэд", "окфс", "окопф", "фиас", "кладр",
		"id", "ид", "идентификатор*", "гуид", "guid", "uuid", "inn",
		"ogrn", "kpp", "okpo", "okato", "oktmo", "okved", "fias*",
		"kladr*", "code*", "postal code", "zip", "postcode", "uai",
		"siren", "siret", "insee", "urn", "ukprn", "реестров* номер*",
		"номер лицензи*", "номер договор*", "номер приказ*",
		"табельн* номер*", "уид", "рег номер*", "iso", "geoname id",
		"tax office" } },
	{ WORDS_PERIOD,
	    { "год", "года", "учебн* год*", "отчетн* год*", "период*",
		"квартал*", "месяц*", "отчетн* период*", "на дату",
		"отчетн* дат*", "дата отчет*", "по состоянию на", "год выпуск*",
		"year", "years", "academic year", "school year",
		"reporting year", "time period", "period", "quarter", "month",
		"année*", "date", "дата", "millesime" } },
	{ WORDS_DATE, { "дата*", "день", "date*", "срок*", "начало",
			  "окончание", "дата начал*", "дата окончан*" } },
	{ WORDS_COUNT,
	    { "численност*", "количеств*", "кол во", "числ*", "контингент*",
		"студентов", "учащихся", "обучающихся", "выпускников",
		"человек", "чел", "всего", "итого", "мест", "заявлений",
		"принято", "выпущено", "трудоустроено", "занято", "из них",
		"в том числе", "мужчин", "женщин", "участников", "детей",
		"количество мест", "посещени*", "ставок", "вакансий",
		"потребност*", "count*", "number of*", "total*", "pupils",
		"students", "graduates", "persons", "people", "population",
		"cohort", "places", "enrolled", "headcount", "effectif*",
		"nombre*", "нет образования", "имеющие", "не имеющие",
		"не указавшие" } },
	{ WORDS_RATE,
	    { "доля", "доли", "процент*", "уровень безраб*", "уровень занят*",
		"уровень труд*", "удельн* вес*", "коэффициент*", "в среднем",
		"средний балл*", "средний возраст*", "средняя зарплат*",
		"средняя заработ*", "среднее число", "среднее количеств*",
		"средняя численност*", "среднемесячн*", "среднегодов*",
		"медиан*", "индекс цен", "на 1000*", "на 100", "на 10000",
		"в расчете на", "темп*", "рейтинг*", "балл*", "зарплат*",
		"заработн* плат*", "оклад*", "сумма", "стоимост*", "площад*",
		"rate*", "share*", "percent*", "pct", "ratio", "mean",
		"average", "avg", "median", "score*", "wage*", "salary",
		"taux*", "part en", "part contrats", "part poursuite",
		"part autre", "va", "moyen*" } },
	{ WORDS_FLAG,
	    { "признак*", "наличие", "имеется", "инвалид*", "овз", "является",
		"да нет", "нуждаемост*", "нуждается", "есть", "is", "has",
		"flag", "целев*", "целевое", "сирот*" } },
	{ WORDS_ROW,
	    { "n", "no", "n пп", "n п п", "п п", "пп", "номер строки",
		"порядков* номер*", "номер по порядку", "row", "row number",
		"index", "unnamed*", "num ligne", "line", "rownum" } },
	{ WORDS_GROUP,
	    { "пол", "возраст*", "регион*", "субъект*", "район*", "город*",
		"муниципал*", "округ*", "территор*", "область", "отрасл*",
		"кластер*", "специальност*", "професси*", "направлени*",
		"программ*", "форма обучени*", "форма*", "курс", "группа",
		"класс", "категори*", "вид", "тип", "статус*", "образование",
		"должност*", "гражданств*", "sex", "gender", "age*", "region*",
		"district*", "area*", "geography*", "territory", "country",
		"programme*", "program", "industry", "sector*", "level*",
		"group*", "type*", "category", "status", "characteristic*",
		"grade", "class" } },
	{ WORDS_PLACE, { "широт*", "долгот*", "координат*", "lat", "lon", "lng",
			   "latitude", "longitude", "x", "y" } },
};

/* The end of the word at text. */
static const char *
word_end(const char *text)
{
	return text + strcspn(text, " ");
}

/* Do the words stand at text, which begins a word? */
static bool
stand_here(const char *text, const char *words)
{
	while (*words != '\0') {
		if (*words == '*') { /* the rest of this word */
			text = word_end(text);
			words++;
			continue;
		}
		if (*text != *words)
			return false;
		text++;
		words++;
	}
	return *text == '\0' || *text == ' ';
}

static bool
has_words(const char *text, const char *words)
{
	while (*text != '\0') {
		if (stand_here(text, words))
			return true;
		text = word_end(text);
		text += *text == ' ';
	}
	return false;
}

static bool
says(const char *text, const struct vocabulary *v)
{
	size_t i;

	for (i = 0; i < COUNT(v->words) && v->words[i] != NULL; i++)
		if (has_words(text, v->words[i]))
			return true;
	return false;
}

int
header_words(const char *header, struct fail *f)
{
	char *text = text_normalise(header, strlen(header), f);
	int found = 0;
	size_t i;

	if (text == NULL)
		return -1;
	for (i = 0; text[i] != '\0'; i++)
		if (text[i] == '_' || text[i] == '-')
			text[i] = ' ';
	for (i = 0; i < COUNT(vocabularies); i++)
		if (says(text, &vocabularies[i]))
			found |= vocabularies[i].says;
	if (strchr(header, '%') != NULL)
		found |= WORDS_RATE;
	free(text);
	return found;
}

bool
header_has_word(const char *header, const char *word)
{
	char name[TRANSLITERATION_NAME], latin[TRANSLITERATION_NAME];
	const char *at = name;
	size_t length;

	transliterate(header, name);
	transliterate(word, latin);
	length = strlen(latin);
	for (; (at = strstr(at, latin)) != NULL; at++)
		if ((at == name || at[-1] == '_') &&
		    (at[length] == '\0' || at[length] == '_'))
			return true;
	return false;
}
