/*
 * libxml2: the SAX parsers of XML and HTML.
 *
 * Debian's libxml2 includes ICU's headers, which clash with those within Foundation. Only the last fields of a structure
 * that is used through pointers alone (xmlCharEncodingHandler) depend on them.
 */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
