/** A call and its end: what the pages before it do not need is fetched while those are read. */
import "../components/call-view/call-view";
import "../components/farewell/farewell";
import "../components/lobby/lobby";

export { FilesApi } from "../api/files-api";
export { RoomApi } from "../api/room-api";
export { CallSession } from "../call/call-session";
export { CartHandover } from "../internal/cart-handover";
export { uploadMemory } from "../internal/upload-memory";
export { NewsTeller } from "../internal/room-news";
