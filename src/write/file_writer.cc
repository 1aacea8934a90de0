#include "write/file_writer.h"
