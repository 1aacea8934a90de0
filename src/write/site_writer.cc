#include "write/site_writer.h"

#include "base/parallel.h"

namespace portolan::write {

WriteCounts write_site(const render::Site& site, FileWriter& writer, unsigned jobs) {
  parallel_map(site.pages, jobs, [&](const render::PagePlan& page) {
    writer.put(page.path, page.render());
    return 0;
  });
  return writer.commit();
}

}  // namespace portolan::write
