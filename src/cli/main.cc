#include "cli/run.h"

int main(int argc, char** argv) { return portolan::cli::run(argc, argv); }
