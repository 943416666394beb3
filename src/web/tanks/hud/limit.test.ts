import { describe, expect, it } from "vitest";
import { fitting } from "./limit";

const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}";
const most = { characters: 200, bytes: 5000 };

describe("what fits into a field", () => {
  it("is counted as people count", () => {
    for (const one of ["x", "\u{1F600}", family, "\u{1F1E9}\u{1F1EA}", "1\uFE0F\u20E3", "नी"]) {
      expect(fitting(one.repeat(200), most)).toBe(one.repeat(200));
      expect(fitting(one.repeat(201), most)).toBe(one.repeat(200));
    }
  });

  it("has a bound in bytes, and ends between two characters", () => {
    expect(fitting(family.repeat(3), { characters: 200, bytes: 60 })).toBe(family.repeat(2));
    expect(fitting("äää", { characters: 200, bytes: 5 })).toBe("ää");
  });

  it("is all of a text that is short enough", () => {
    expect(fitting("", most)).toBe("");
    expect(fitting("hello", most)).toBe("hello");
  });
});
