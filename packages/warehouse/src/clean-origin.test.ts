import { describe, expect, it } from "vitest";
import { cleanOrigin } from "./clean-origin.ts";

const told = {
  url: "https://council.example/spend.csv",
  page: "https://council.example/spending",
  headers: {},
  fetchedAt: "2025-01-06T09:00:00Z",
};

describe("the origin of a fetched file", () => {
  it("keeps the headers that tell versions apart, by small names, and no others", () => {
    const headers = {
      ...{ ETag: '"abc"', "Last-Modified": "Mon, 06 Jan 2025 08:00:00 GMT", "Content-Type": " text/csv ", Date: "" },
      ...{ "Set-Cookie": "session=s3cret", Authorization: "Bearer s3cret", "X-Api-Key": "s3cret", Server: "nginx" },
    };
    expect(cleanOrigin({ ...told, headers }).headers).toEqual({
      ...{ "content-type": "text/csv", etag: '"abc"', "last-modified": "Mon, 06 Jan 2025 08:00:00 GMT" },
    });
  });

  it.each([
    ["https://ana:s3cret@council.example/a.csv?month=4#s3cret", "https://council.example/a.csv?month=4"],
    ["https://store.example/a.csv?sv=2023&sig=s3cret&se=2025", "https://store.example/a.csv?sv=2023&se=2025"],
    [
      "https://b.example/a?X-Amz-Signature=s3cret&X-Amz-Credential=s3cret&X-Amz-Date=1",
      "https://b.example/a?X-Amz-Date=1",
    ],
    ["https://c.example/a?access_token=s3cret&api_key=s3cret&apiKey=s3cret&id=7", "https://c.example/a?id=7"],
    ["https://d.example/a?AWSAccessKeyId=s3cret&jwt=s3cret&page=1&monkey=2", "https://d.example/a?page=1&monkey=2"],
  ])("loses what lets somebody in: %s", (url, kept) => {
    expect(cleanOrigin({ ...told, url, page: url })).toMatchObject({ url: kept, page: kept });
  });

  it.each(["file:///etc/passwd", "spend.csv", "javascript:alert(1)"])("cannot be %s", (url) => {
    expect(() => cleanOrigin({ ...told, url })).toThrow("begins with https:// or http://");
  });
});
