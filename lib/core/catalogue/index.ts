/**
 * What a merchant sells: categories, products, card keys. Promises that a key is sold at most once, that its
 * content is sealed in the database, and that a shortage never costs a payment. Knows no wire format.
 */
export { type CardStatus, deleteUnsoldCards as removeCards } from './cards-store';
export { createCategory, removeCategory, renameCategory } from './categories';
export { type CategoryView, selectCategories as listCategories } from './categories-store';
export { selectLowStock as lowStock } from './conditions-store';
export { deliverGoods } from './deliver-goods';
export { fillBackorders } from './fill-backorders';
export { type Goods, goodsOfOrder } from './goods-of-order';
export { CARDS_MAX, type Imported, importCards } from './import-cards';
export { type Card, listCards } from './list-cards';
export { pictureUrl, setProductPicture } from './pictures';
export {
  deletePicture as removeProductPicture,
  type Picture,
  selectPicture as findPicture,
} from './pictures-store';
export { changeProduct, createProduct, type NewProduct, type ProductChange, removeProduct } from './products';
export {
  type Delivery,
  type ProductView,
  type ShelfProduct,
  selectProduct as findProduct,
  selectProductOwner as findProductOwner,
  selectProducts as listProducts,
  selectShelf as listShelf,
} from './products-store';
export { isStockEnough } from './stock-store';
