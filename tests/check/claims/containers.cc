#include <doctest/doctest.h>

#include "tests/check/tiny_stack.h"

using namespace portolan;

static std::string claims_about(const std::string& commands) {
  return test::claims_of({
      {"docker-compose.dev.yml", "name: shop\nservices:\n  web:\n    image: acme/shop:1\n    container_name: shop_web_dev\n  db:\n    image: postgres:16\n"},
      {"docker-compose.prod.yml", "name: shop\nservices:\n  web:\n    image: acme/shop:1\n    container_name: shop_web\n  db:\n    image: postgres:16\n    volumes: [data:/x]\nvolumes:\n  data: {}\n"},
      {"README.md", commands},
  });
}

TEST_CASE("commands of plain docker name containers") {
  struct Case {
    std::string text, claims;
  };
  for (const Case& c : {
           Case{
                "# Shop\n"
                "```bash\n"
                "docker exec -it -u root shop_web_dev python manage.py shell\n"
                "docker logs --tail 20 -f shop-db-1\n"
                "docker restart shop_web shop_db_2\n"
                "docker cp backup.sql shop-db-1:/tmp/backup.sql\n"
                "docker exec web sh\n"
                "docker exec shop_wep sh\n"
                "docker logs other-db-1\n"
                "docker inspect shop_data\n"
                "docker inspect nginx\n"
                "docker inspect shop-cache-1\n"
                "docker exec <container> sh\n"
                "docker stop 4f0a8c1b2d3e\n"
                "docker run --rm --name spare postgres:16\n"
                "docker logs spare\n"
                "docker ps\n"
                "docker container restart shop_web\n"
                "```\n",
                "verified runs-command [development] its container exists\n"
                "verified runs-command [development production] its container exists\n"
                "verified runs-command [production] its containers exist\n"
                "verified runs-command [development production] its container exists\n"
                "contradicted runs-command [development production] \"web\" is a service, its container is called \"shop_web_dev\"\n"
                "contradicted runs-command [development production] no compose file makes a container \"shop_wep\"\n"
                "unverifiable runs-command [development production] the container of \"db\" is called \"shop-db-1\" unless the project has another name\n"
                "verified runs-command [production] its container exists\n"
                "unverifiable runs-command [development production] \"nginx\" may be something else than a container\n"
                "contradicted runs-command [development production] no compose file makes a container \"shop-cache-1\"\n"
                "not_judged runs-command [development production] the plan says \"<container>\"\n"
                "unverifiable runs-command [development production] \"4f0a8c1b2d3e\" looks like an id\n"
                "unverifiable runs-command [development production] container \"spare\" is none of a compose file\n"
                "unverifiable runs-command [development production] \"spare\" is made by docker run, not by a compose file\n"
                "verified runs-command [production] its container exists\n"},
           // The heading tells the environment: the container of another one is wrong.
           Case{
                "## Production\n"
                "Run `docker exec shop_web_dev sh`, or `docker restart shop-db-1`; `docker inspect` shows more.\n",
                "contradicted runs-command [production] container \"shop_web_dev\" belongs to development\n"
                "verified runs-command [production] its container exists\n"},
       }) {
    CAPTURE(c.text);
    CHECK(claims_about(c.text) == c.claims);
  }
}
