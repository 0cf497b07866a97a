/* libxml2: the SAX parsers of XML and HTML. */
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
