import { numberOf, objectOf, pickFields, stringOf } from "@/lib/webhook/json-fields";
import { inline, type Renderer } from "@/lib/webhook/rendered-message";

/** A place as words and coordinates; zero is a coordinate. The link in it is never opened. */
export const renderLocation: Renderer = (message) => {
  const location = objectOf(message, "location") ?? {};
  const latitude = numberOf(location, "latitude");
  const longitude = numberOf(location, "longitude");
  const place = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  const name = stringOf(location, "name") ?? stringOf(location, "address");
  const words = name === null ? null : inline(name);
  const readable = words && place ? `${words} (${place})` : (words ?? place);
  return {
    text: null,
    readable: readable ? `Location: ${readable}` : "[Location without coordinates]",
    payload: {
      location: {
        latitude,
        longitude,
        ...pickFields(location, ["name", "address", "url"]),
      },
    },
  };
};
