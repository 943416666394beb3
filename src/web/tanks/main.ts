import { formats } from "../sdk";

document.title = "Tanks";
document.documentElement.dataset["formats"] = formats.join(" ");
